// browser.js - Debian's chromium, without a window.
import { chromium } from 'playwright-core';

const ARGUMENTS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
const PATIENCE = 15_000;

/** Screens: a desk, a laptop at 200 % (half the width of a desk), a phone. */
const SCREENS = {
  desktop: { viewport: { width: 1280, height: 800 } },
  zoomed: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
};

export class Browser {
  #browser;

  static async start() {
    const started = new Browser();
    started.#browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGUMENTS });
    return started;
  }

  /** A screen of its own, with cookies of its own.
   *  SETTINGS: screen "desktop", "zoomed" or "phone"; language "zh-CN" or "en"; dark; scripts (false: off) */
  async context(address, { screen = 'desktop', language = 'zh-CN', dark = false, scripts = true } = {}) {
    const context = await this.#browser.newContext({
      baseURL: address,
      locale: language,
      timezoneId: 'Asia/Shanghai',
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      javaScriptEnabled: scripts,
      ...SCREENS[screen],
    });
    context.setDefaultTimeout(PATIENCE);
    return context;
  }

  async stop() {
    await this.#browser.close();
  }
}
